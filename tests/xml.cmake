s2sconform_test(xml_test SOURCES xml/xml_answer_test.cpp DEPENDS s2sconform_xml)
s2sconform_test(ews_test
  SOURCES ews/answers_test.cpp autodiscover/autodiscover_test.cpp
          written_items/written_items_test.cpp
  DEPENDS s2sconform_ews s2sconform_autodiscover s2sconform_written_items)
